package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.StartupOrder;
import java.util.List;

/// Two threads initialise a class each and need the other's; twenty more need one of them.
final class ClassInitDeadlock extends SelfDriven {

    private static final int BYSTANDERS = 20;
    private static final String APP = "dev.holdup.samples.apps.StartupOrder";
    private static final String INITIALIZER = "$Settings.<clinit>";
    private static final String[] CYCLE = {"-starter-1\"", ".<clinit>", "Class initialization monitor"};
    private static final String[] BYSTANDER = {"\"request-", "Class initialization monitor"};

    ClassInitDeadlock() {
        super(
                "class-init-deadlock",
                "two classes whose initialisers need each other, begun by two threads; 20 more wait for one",
                StartupOrder.class,
                List.of());
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(BYSTANDERS, bytes(scale));
    }

    private static int bytes(Scale scale) {
        return scale.choose(512 << 10, 64 << 10);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(CYCLE) == 2 && threads.count(BYSTANDER) == BYSTANDERS;
    }

    /// A heap dump does not say that a thread waits for a class; those of the cycle stand alone, each in its place.
    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("deadlock", "class-initialization", "deadlock")
                .group(APP + INITIALIZER, threads.names(CYCLE))
                .and("bystanders", threads.names(BYSTANDER))
                .and("bystanderFrame", APP + ".readSettings")
                .payload(2, bytes(scale), 0)
                .heapAlone(new Expected("blocked", "class-initialization", "class-initialization")
                        .and("blockedFrame", APP + ".readSettings")
                        .and("units", BYSTANDERS)
                        .and("members", threads.names(BYSTANDER)));
    }
}
