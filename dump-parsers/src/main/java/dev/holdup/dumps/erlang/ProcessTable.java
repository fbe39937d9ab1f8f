package dev.holdup.dumps.erlang;

import java.util.Arrays;

/// Which sections belong to which process; an index counts processes in the order of their `=proc`.
///
/// Arrays hold section numbers by process index, −1 for none.
final class ProcessTable {
    static final int NONE = -1;

    private static final int LONGEST_PID = 40;
    /// After `<0.`
    private static final int FIRST_NUMBER = 3;

    private final int[] procByProcess;
    private final int[] messagesByProcess;
    private final int[] dictionaryByProcess;
    private final int[] stackByProcess;
    private final int[] heapByProcess;
    private final LongIndex indexByPid;

    private ProcessTable(int count) {
        procByProcess = new int[count];
        messagesByProcess = none(count);
        dictionaryByProcess = none(count);
        stackByProcess = none(count);
        heapByProcess = none(count);
        indexByPid = new LongIndex(count);
    }

    private static int[] none(int count) {
        int[] none = new int[count];
        Arrays.fill(none, NONE);
        return none;
    }

    /// @param procs numbers of the `=proc` sections
    static ProcessTable of(Sections sections, LongList procs) {
        ProcessTable table = new ProcessTable(procs.size());
        for (int process = 0; process < procs.size(); process++) {
            int section = (int) procs.get(process);
            table.procByProcess[process] = section;
            long key = pidKey(sections.text(), sections.idStart(section), sections.headEnd(section));
            if (key >= 0) {
                table.indexByPid.putIfAbsent(key, process);
            }
        }
        return table;
    }

    /// Takes a section that is about one process; false if no `=proc` is about the same.
    boolean take(Sections sections, int section, SectionTag tag) {
        int process = indexByPid.get(pidKey(sections.text(), sections.idStart(section), sections.headEnd(section)));
        if (process == LongIndex.NONE) {
            return false;
        }
        int[] sectionByProcess = switch (tag) {
            case PROC_MESSAGES -> messagesByProcess;
            case PROC_DICTIONARY -> dictionaryByProcess;
            case PROC_STACK -> stackByProcess;
            default -> heapByProcess;
        };
        sectionByProcess[process] = section;
        return true;
    }

    int count() {
        return procByProcess.length;
    }

    int proc(int process) {
        return procByProcess[process];
    }

    int messages(int process) {
        return messagesByProcess[process];
    }

    int dictionary(int process) {
        return dictionaryByProcess[process];
    }

    int stack(int process) {
        return stackByProcess[process];
    }

    int heap(int process) {
        return heapByProcess[process];
    }

    /// Numbers of all heap sections.
    int[] heaps() {
        return Arrays.stream(heapByProcess).filter(section -> section != NONE).toArray();
    }

    int indexOf(long pidKey) {
        return indexByPid.get(pidKey);
    }

    /// `<0.81.2>` as one number; −1 for anything else, other nodes' processes included.
    static long pidKey(DumpText text, long from, long to) {
        if (to - from < 7
                || to - from > LONGEST_PID
                || text.at(from) != '<'
                || text.at(from + 1) != '0'
                || text.at(from + 2) != '.') {
            return -1;
        }
        long dot = text.find('.', from + 3, to);
        if (dot == DumpText.NOT_THERE) {
            return -1;
        }
        long number = text.number(from + 3, dot, -1);
        long serial = text.number(dot + 1, to, -1);
        return key(number, serial);
    }

    static long pidKey(String pid) {
        int dot = pid.indexOf('.', FIRST_NUMBER);
        return !pid.startsWith("<0.") || dot < 0 || !pid.endsWith(">") || pid.length() > LONGEST_PID
                ? -1
                : key(number(pid, FIRST_NUMBER, dot), number(pid, dot + 1, pid.length() - 1));
    }

    /// −1 if there stands anything but a few digits.
    private static long number(String text, int from, int to) {
        if (from >= to || to - from > 11) {
            return -1;
        }
        long number = 0;
        for (int place = from; place < to; place++) {
            int digit = text.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static long key(long number, long serial) {
        return number < 0 || serial < 0 || number >= 1L << 32 || serial >= 1L << 31 ? -1 : (serial << 32) | number;
    }
}
