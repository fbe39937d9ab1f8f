package dev.holdup.tracker;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Where a tracker's interface is: encrypted, unless it is on this machine or the user insists.
public record TrackerAddress(URI base) {
    private static final Pattern NUMBERS =
            Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+|\\[?::1\\]?|\\[?0:0:0:0:0:0:0:1\\]?");

    /// @param insecureHttp whether the user has said that a token may go over the network unencrypted
    public static TrackerAddress of(String url, boolean insecureHttp) throws TrackerException {
        URI base;
        try {
            base = new URI(url.strip().replaceFirst("/+$", ""));
        } catch (URISyntaxException noUrl) {
            throw new TrackerException(
                    "'" + url + "' is no address: give one such as https://jira.example.com.", noUrl);
        }
        String scheme = base.getScheme();
        if (base.getHost() == null || scheme == null || base.getQuery() != null || base.getFragment() != null) {
            throw new TrackerException("'" + url + "' is no address: give one such as https://jira.example.com.");
        }
        if (base.getUserInfo() != null) {
            throw new TrackerException(
                    "The address must not hold a user or a password: put the token into the environment.");
        }
        boolean plain = scheme.equalsIgnoreCase("http");
        if (!plain && !scheme.equalsIgnoreCase("https")) {
            throw new TrackerException("'" + url + "' is neither https nor http.");
        }
        if (plain && !insecureHttp && !isThisMachine(base.getHost())) {
            throw new TrackerException("Over http the token could be read on its way: use https, or --insecure-http if"
                    + " you know the network.");
        }
        return new TrackerAddress(base);
    }

    /// By number, or by the one name that means it: other names are not asked for.
    private static boolean isThisMachine(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    || (NUMBERS.matcher(host).matches()
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException notANumber) {
            return false;
        }
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    String host() {
        return base.getHost();
    }
}
