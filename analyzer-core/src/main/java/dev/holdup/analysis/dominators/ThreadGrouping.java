package dev.holdup.analysis.dominators;

/// How threads are put under virtual nodes: subsystem → group → thread.
///
/// @param groupByThread `groupByThread[threadIndex]`, index into the heap graph's list of threads; −1 for none
/// @param subsystemByGroup `subsystemByGroup[group]`
/// @param subsystems how many there are
public record ThreadGrouping(int[] groupByThread, int[] subsystemByGroup, int subsystems) {
    public int groups() {
        return subsystemByGroup.length;
    }
}
