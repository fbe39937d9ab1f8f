package dev.holdup.samples.apps.waits;

import java.io.IOException;

/// Brings one way of waiting about and stays there. Arguments: the scenario, number of waiting threads.
public final class WaitingProgram {

    /// Kept reachable, as the objects of a real program are.
    private static Scenario running = waiting -> {};

    private WaitingProgram() {}

    public static void main(String... args) throws IOException, InterruptedException {
        running = named(args[0]);
        running.begin(Integer.parseInt(args[1]));
        do {
            System.out.println("READY");
            System.out.flush();
        } while (isToldToChange());
        Runtime.getRuntime().halt(0);
    }

    /// Waits for a byte of the launcher; false once it has closed our input, or has died.
    private static boolean isToldToChange() throws IOException, InterruptedException {
        if (System.in.read() < 0) {
            return false;
        }
        running.change();
        return true;
    }

    private static Scenario named(String name) {
        return switch (name) {
            case "monitor-convoy" -> new MonitorConvoy();
            case "lock-convoy" -> new LockConvoy();
            case "readers-hold-writers" -> new ReadersHoldWriters();
            case "writer-holds-readers" -> new WriterHoldsReaders();
            case "semaphore" -> new Permits();
            case "class-initialization" -> new ClassInitialization();
            case "starved-pool" -> new StarvedPool();
            case "nested-tasks" -> new NestedTasks();
            case "slow-task" -> new SlowTask();
            case "slow-completion" -> new SlowCompletion();
            case "joining" -> new Joining();
            case "mixed-deadlock" -> new MixedDeadlock();
            case "changing" -> new Changing();
            case "virtual-monitor" -> new VirtualMonitor();
            case "virtual-convoy" -> new VirtualConvoy();
            default -> throw new IllegalArgumentException("there is no scenario " + name);
        };
    }
}
