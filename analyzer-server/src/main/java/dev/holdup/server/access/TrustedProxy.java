package dev.holdup.server.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is believed of the proxies before the server. Whoever else sends these headers is not believed.
///
/// @param addresses where the proxies are
/// @param userHeader in which they say who has logged in with them; null if they do not
/// @param groupsHeader in which they say the user's groups, separated by commas
/// @param roleByGroup what the members of a group may do; `*` is everybody who has logged in
public record TrustedProxy(
        List<AddressRange> addresses,
        @Nullable String userHeader,
        @Nullable String groupsHeader,
        Map<String, Role> roleByGroup) {

    /// There is no proxy.
    public static final TrustedProxy NONE = new TrustedProxy(List.of(), null, null, Map.of());

    private static final int NAME_LIMIT = 100;

    public boolean isAt(InetAddress address) {
        return addresses.stream().anyMatch(range -> range.contains(address));
    }

    /// Whether it logs people in.
    public boolean names() {
        return userHeader != null;
    }

    /// Who that is: with the highest role that one of the groups has. Nobody without any.
    public Optional<Caller> caller(String user, Set<String> groups) {
        Role best = roleByGroup.get("*");
        for (String group : groups) {
            Role role = roleByGroup.get(group);
            if (role != null && !group.equals("*") && (best == null || role.includes(best))) {
                best = role;
            }
        }
        String name = user.length() > NAME_LIMIT ? user.substring(0, NAME_LIMIT) : user;
        return best == null ? Optional.empty() : Optional.of(new Caller(Caller.Kind.PROXY, name, best, null));
    }
}
