package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmFrame;
import java.util.List;

/// An owner told in words.
final class OwnerWords {
    static final int MAX_STACK = 100;

    private OwnerWords() {}

    static Owner owner(GroupOwner owner, Incident incident) {
        Unit head = owner.head();
        String via = owner.knownBy().label();
        if (owner.chain().size() > 1) {
            via += ", over a chain of " + owner.chain().size() + " owners";
        }
        String frame = incident.groups().frameByUnit()[head.index()].name();
        return new Owner(
                head.name(),
                head.id(),
                frame.isEmpty() ? null : frame,
                head.activity().label(),
                doing(head, incident),
                via,
                stack(head.frames()));
    }

    /// To stand after "they are".
    static String doingOfSeveral(Unit one, Incident incident) {
        String doing = doing(one, incident);
        return doing.startsWith("itself ") ? "themselves " + doing.substring("itself ".length()) : doing;
    }

    /// To stand after "it is".
    static String doing(Unit unit, Incident incident) {
        StackGroup group = incident.groups().groupOf(unit);
        Rule rule = group.rule();
        if (rule != null) {
            return switch (rule.role()) {
                case OWNER -> rule.doing();
                case VICTIM -> "itself waiting " + rule.waits();
                case IDLE -> "waiting for work";
            };
        }
        String place = group.blockedFrame().equals(StackGroup.NO_STACK)
                ? "with no Java stack to be seen"
                : "in " + group.blockedFrame();
        return switch (unit.activity()) {
            case RUNNING -> "running " + place;
            case BLOCKED -> "itself blocked " + place;
            case WAITING -> "itself waiting " + place;
            case SLEEPING -> "sleeping " + place;
            case ENDED -> "no longer there";
        };
    }

    static List<String> stack(List<JvmFrame> frames) {
        return frames.stream().limit(MAX_STACK).map(JvmFrame::text).toList();
    }
}
