package dev.holdup.dumps;

import java.util.LinkedHashMap;
import java.util.Map;

/// Small texts of the dialects that no JVM of the build machine writes, each with three threads: `owner` holds a lock
/// that `waiter` wants, and `idle` does something else.
final class DialectSamples {
    private DialectSamples() {}

    static final String THREAD_INFO_8 = """
            "waiter" Id=12 BLOCKED on app.Gate@1f2e3d owned by "owner" Id=11
            \tat app.Work.enter(Work.java:10)
            \t-  blocked on app.Gate@1f2e3d
            \tat app.Work.run(Work.java:5)

            "owner" Id=11 RUNNABLE (in native)
            \tat java.io.FileOutputStream.writeBytes(Native Method)
            \tat app.Work.write(Work.java:20)
            \t-  locked app.Gate@1f2e3d

            \tNumber of locked synchronizers = 1
            \t- java.util.concurrent.locks.ReentrantLock$NonfairSync@2a

            "idle" Id=13 TIMED_WAITING (suspended)
            \tat java.lang.Thread.sleep(Native Method)

            """;

    static final String THREAD_FILE_21 = """
            63406
            2026-05-20T07:37:16.308017Z
            21.0.4+7-LTS

            #12 "waiter"
                  app.Work.enter(Work.java:10)
                  app.Work.run(Work.java:5)

            #11 "owner"
                  java.base/java.io.FileOutputStream.writeBytes(Native Method)
                  app.Work.write(Work.java:20)

            #22 "" virtual
                  java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
                  java.base/java.lang.VirtualThread.run(VirtualThread.java:309)

            """;

    static final String THREAD_FILE_JSON_21 = """
            {
              "threadDump": {
                "processId": "63406",
                "time": "2026-05-20T07:37:16.308017Z",
                "runtimeVersion": "21.0.4+7-LTS",
                "threadContainers": [
                  {
                    "container": "<root>",
                    "parent": null,
                    "owner": null,
                    "threads": [
                     {
                       "tid": "12",
                       "name": "waiter",
                       "stack": [
                          "app.Work.enter(Work.java:10)",
                          "app.Work.run(Work.java:5)"
                       ]
                     },
                     {
                       "tid": "11",
                       "name": "owner",
                       "stack": [
                          "java.base\\/java.io.FileOutputStream.writeBytes(Native Method)",
                          "app.Work.write(Work.java:20)"
                       ]
                     }
                    ],
                    "threadCount": "2"
                  },
                  {
                    "container": "java.util.concurrent.ThreadPerTaskExecutor@1b2c3d",
                    "parent": "<root>",
                    "owner": "11",
                    "threads": [
                     {
                       "tid": "22",
                       "name": "",
                       "stack": [
                          "java.base\\/java.lang.VirtualThread.park(VirtualThread.java:582)",
                          "java.base\\/java.lang.VirtualThread.run(VirtualThread.java:309)"
                       ]
                     }
                    ],
                    "threadCount": "1"
                  }
                ]
              }
            }
            """;

    static final String ACTUATOR_JSON = """
            {"threads":[{"threadName":"waiter","threadId":12,"blockedTime":-1,"blockedCount":1,"waitedTime":-1,\
            "waitedCount":0,"lockName":"app.Gate@1f2e3d","lockOwnerId":11,"lockOwnerName":"owner","daemon":true,\
            "inNative":false,"suspended":false,"threadState":"BLOCKED","priority":5,"stackTrace":[\
            {"methodName":"enter","fileName":"Work.java","lineNumber":10,"className":"app.Work","nativeMethod":false},\
            {"methodName":"run","fileName":"Work.java","lineNumber":5,"className":"app.Work","nativeMethod":false}],\
            "lockedMonitors":[],"lockedSynchronizers":[],"lockInfo":{"className":"app.Gate","identityHashCode":2043453}},
            {"threadName":"owner","threadId":11,"lockName":null,"lockOwnerId":-1,"lockOwnerName":null,"daemon":true,\
            "inNative":true,"suspended":false,"threadState":"RUNNABLE","priority":5,"stackTrace":[\
            {"methodName":"writeBytes","fileName":"FileOutputStream.java","lineNumber":-2,\
            "className":"java.io.FileOutputStream","nativeMethod":true},\
            {"methodName":"write","fileName":"Work.java","lineNumber":20,"className":"app.Work","nativeMethod":false}],\
            "lockedMonitors":[{"className":"app.Gate","identityHashCode":2043453,"lockedStackDepth":1,\
            "lockedStackFrame":{"methodName":"write","fileName":"Work.java","lineNumber":20,"className":"app.Work"}}],\
            "lockedSynchronizers":[{"className":"java.util.concurrent.locks.ReentrantLock$NonfairSync",\
            "identityHashCode":42}],"lockInfo":null},
            {"threadName":"idle","threadId":13,"threadState":"TIMED_WAITING","stackTrace":[\
            {"methodName":"sleep","fileName":"Thread.java","lineNumber":-2,"className":"java.lang.Thread",\
            "nativeMethod":true}]}]}
            """;

    static final String ACTUATOR_TEXT = """
            2026-05-20 07:37:16
            Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode):

            "waiter" - Thread t@12
               java.lang.Thread.State: WAITING
            \tat jdk.internal.misc.Unsafe.park(Native Method)
            \t- waiting to lock <2a> (a java.util.concurrent.locks.ReentrantLock$NonfairSync) owned by "owner" t@11
            \tat app.Work.enter(Work.java:10)

               Locked ownable synchronizers:
            \t- None

            "owner" - Thread t@11
               java.lang.Thread.State: RUNNABLE
            \tat java.io.FileOutputStream.writeBytes(Native Method)
            \tat app.Work.write(Work.java:20)
            \t- locked <1f2e3d> (a app.Gate)

               Locked ownable synchronizers:
            \t- Locked <2a> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)

            "idle" - Thread t@13
               java.lang.Thread.State: TIMED_WAITING
            \tat java.lang.Thread.sleep(Native Method)

               Locked ownable synchronizers:
            \t- None

            """;

    static final String JAVACORE = """
            NULL           ------------------------------------------------------------------------
            0SECTION       TITLE subcomponent dump routine
            NULL           ===============================
            1TICHARSET     UTF-8
            1TISIGINFO     Dump Event "user" (00004000) received
            1TIDATETIMEUTC Date: 2026/05/20 at 07:37:16:308 (UTC)
            1TIDATETIME    Date: 2026/05/20 at 09:37:16:308
            NULL           ------------------------------------------------------------------------
            0SECTION       ENVINFO subcomponent dump routine
            1CIJAVAVERSION JRE 17 Linux amd64-64 (build 17.0.10+7)
            1CIPROCESSID   Process ID: 63406 (0xF7AE)
            NULL           ------------------------------------------------------------------------
            0SECTION       LOCKS subcomponent dump routine
            1LKPOOLINFO    Monitor pool info:
            2LKPOOLTOTAL     Current total number of monitors: 2
            1LKMONPOOLDUMP Monitor Pool Dump (flat & inflated object-monitors):
            2LKMONINUSE      sys_mon_t:0x00007F0001 infl_mon_t: 0x00007F0002:
            3LKMONOBJECT       app/Gate@0x00000000E06FA928: Flat locked by "owner" (J9VMThread:0x0000000000016000), entry count 1
            3LKWAITERQ            Waiting to enter:
            3LKWAITER                "waiter" (J9VMThread:0x0000000000015000)
            1LKREGMONDUMP  JVM System Monitor Dump (registered monitors):
            2LKREGMON          Thread global lock (0x0028C9F4): <unowned>
            3LKNOTIFYQ            Waiting to be notified:
            3LKWAITNOTIFY            "idle" (J9VMThread:0x0000000000017000)
            1LKDEADLOCK    Deadlock detected !!!
            NULL           ---------------------
            2LKDEADLOCKTHR  Thread "waiter" (0x0000000000015000)
            3LKDEADLOCKWTR    is waiting for:
            4LKDEADLOCKMON      sys_mon_t:0x00007F0001 infl_mon_t: 0x00007F0002:
            4LKDEADLOCKOBJ      app/Gate@0x00000000E06FA928
            3LKDEADLOCKOWN    which is owned by:
            2LKDEADLOCKTHR  Thread "owner" (0x0000000000016000)
            3LKDEADLOCKWTR    is waiting for:
            4LKDEADLOCKOBJ      app/Gate$Other@0x00000000E06FA938
            3LKDEADLOCKOWN    which is owned by:
            2LKDEADLOCKTHR  Thread "waiter" (0x0000000000015000)
            NULL           ------------------------------------------------------------------------
            0SECTION       THREADS subcomponent dump routine
            1XMPOOLINFO    JVM Thread pool info:
            2XMPOOLTOTAL       Current total number of pooled threads: 3
            1XMCURTHDINFO  Current thread
            3XMTHREADINFO      "idle" J9VMThread:0x0000000000017000, omrthread_t:0x00007F13, java/lang/Thread:0xE3, state:CW, prio=5
            1XMTHDINFO     Thread Details
            3XMTHREADINFO      Anonymous native thread
            3XMTHREADINFO1            (native thread ID:0x1720, native priority: 0x0, native policy:UNKNOWN)
            3XMTHREADINFO3           Native callstack:
            4XENATIVESTACK               ZwWaitForSingleObject+0xa (0x0000000077A5D3FA [ntdll+0x4d3fa])
            NULL
            3XMTHREADINFO      "waiter" J9VMThread:0x0000000000015000, omrthread_t:0x00007F11, java/lang/Thread:0xE1, state:B, prio=5
            3XMJAVALTHREAD            (java/lang/Thread getId:0xC, isDaemon:true)
            3XMTHREADINFO1            (native thread ID:0x8D1AD, native priority:0x5, native policy:UNKNOWN, vmstate:B)
            3XMTHREADINFO2            (native stack address range from:0x0000000170D58000, to:0x0000000170D9B000)
            3XMCPUTIME               CPU usage total: 1.236770000 secs, current category="Application"
            3XMTHREADBLOCK     Blocked on: app/Gate@0x00000000E06FA928 Owned by: "owner" (J9VMThread:0x0000000000016000, java/lang/Thread:0xE2)
            3XMHEAPALLOC             Heap bytes allocated since last GC cycle=122784 (0x1DFA0)
            3XMTHREADINFO3           Java callstack:
            4XESTACKTRACE                at app/Work.enter(Work.java:10(Compiled Code))
            4XESTACKTRACE                at app/Work$$Lambda/0x00000000D1.run(Bytecode PC:4)
            NULL
            3XMTHREADINFO      "owner" J9VMThread:0x0000000000016000, omrthread_t:0x00007F12, java/lang/Thread:0xE2, state:R, prio=5
            3XMJAVALTHREAD            (java/lang/Thread getId:0xB, isDaemon:false)
            3XMTHREADINFO3           Java callstack:
            4XESTACKTRACE                at java/io/FileOutputStream.writeBytes(Native Method)
            4XESTACKTRACE                at app/Work.write(Work.java:20(Compiled Code))
            5XESTACKTRACE                   (entered lock: app/Gate@0x00000000E06FA928, entry count: 1)
            3XMTHREADINFO3           No native callstack available for this thread
            NULL
            3XMTHREADINFO      "idle" J9VMThread:0x0000000000017000, omrthread_t:0x00007F13, java/lang/Thread:0xE3, state:CW, prio=5
            3XMJAVALTHREAD            (java/lang/Thread getId:0xD, isDaemon:false)
            3XMTHREADINFO3           Java callstack:
            4XESTACKTRACE                at java/lang/Thread.sleepImpl(Native Method)
            1XMTHDSUMMARY  Threads CPU Usage Summary
            1XMTHDCATEGORY All JVM attached threads: 35.829317000 secs
            NULL           ------------------------------------------------------------------------
            0SECTION       CLASSES subcomponent dump routine
            1CLTEXTCLLOS   Classloader summaries
            NULL           ------------------------------------------------------------------------
            0SECTION       Javadump End section
            """;

    static final String JROCKIT = """
            ===== FULL THREAD DUMP ===============
            Wed May 20 07:37:16 2026
            Oracle JRockit(R) R28.2.7-7-155314-1.6.0_45-20130329-0641-linux-x86_64

            "waiter" id=12 idx=0x4 tid=63418 prio=5 alive, blocked, native_blocked, daemon
                -- Blocked trying to get lock: app/Gate@0x7b483a0[fat lock]
                at jrockit/vm/Threads.waitForUnblockSignal()V(Native Method)
                at app/Work.enter(Work.java:10)[optimized]
                at jrockit/vm/RNI.c2java(JJJJJ)V(Native Method)
                -- end of trace

            "owner" id=11 idx=0x8 tid=63417 prio=5 alive, in native
                at java/io/FileOutputStream.writeBytes([BIIZ)V(Native Method)
                at app/Work.write(Work.java:20)
                ^-- Holding lock: app/Gate@0x7b483a0[fat lock]
                -- end of trace

            "(GC Worker Thread 1)" id=? idx=0x10 tid=63420 prio=5 alive, in native, daemon

            "idle" id=13 idx=0x14 tid=63419 prio=5 alive, sleeping, native_waiting
                at java/lang/Thread.sleep(J)V(Native Method)
                -- end of trace

            Blocked lock chains
            ===================
            Chain 2:
            "waiter" id=12 idx=0x4 tid=63418 waiting for app/Gate@0x7b483a0 held by:
            "owner" id=11 idx=0x8 tid=63417 in chain 1

            Circular (deadlocked) lock chains
            =================================
            Chain 1:
            "owner" id=11 idx=0x8 tid=63417 waiting for app/Gate$Other@0x7b483b0 held by:
            "waiter" id=12 idx=0x4 tid=63418 waiting for app/Gate@0x7b483a0 held by:
            "owner" id=11 idx=0x8 tid=63417

            ===== END OF THREAD DUMP ===============
            """;

    /// `jstack -F` of JDK 8: no names, and one word for all that waits.
    static final String FORCED_8 = """
            Attaching to process ID 63406, please wait...
            Debugger attached successfully.
            Server compiler detected.
            JVM version is 25.402-b06
            Deadlock Detection:

            No deadlocks found.

            Thread 63418: (state = BLOCKED)
             - app.Work.enter(java.lang.String, int) @bci=5, line=10 (Interpreted frame)
             - app.Work.run() @bci=1, line=5 (Compiled frame)


            Locked ownable synchronizers:
                - None

            Thread 63417: (state = IN_NATIVE)
             - java.io.FileOutputStream.writeBytes(byte[], int, int, boolean) @bci=0 (Compiled frame; information may be imprecise)
             - app.Work.write() @bci=12, line=20 (Compiled frame)


            Locked ownable synchronizers:
                - <0x00000000fc9165d0>, (a java/util/concurrent/locks/ReentrantLock$NonfairSync)

            Thread 63419: (state = BLOCKED)
             - java.lang.Thread.sleep(long) @bci=0 (Interpreted frame)


            Locked ownable synchronizers:
                - None

            """;

    /// `jstack -m` of JDK 8: native ids only.
    static final String MIXED_8 = """
            Attaching to process ID 63406, please wait...
            Debugger attached successfully.
            Server compiler detected.
            JVM version is 25.402-b06
            Deadlock Detection:

            No deadlocks found.

            ----------------- 63418 -----------------
            0x00007fe85e513f16\t__pthread_cond_wait + 0xc6
            0x00007fe8479402d2\t* app.Work.enter(java.lang.String, int) bci:5 line:10 (Interpreted frame)
            0x00007fe8479402d2\t* app.Work.run() bci:1 line:5 (Compiled frame)
            0x00007fe847938fa6\t<StubRoutines>
            0x00007fe85e684800\tJavaMain + 0xeb0
            ----------------- 63417 -----------------
            0x00007fe85e513f16\t__write + 0xc6
            0x00007fe8479402d2\t* java.io.FileOutputStream.writeBytes(byte[], int, int, boolean) bci:0 (Compiled frame)
            0x00007fe8479402d2\t* app.Work.write() bci:12 line:20 (Compiled frame)
            ----------------- 63419 -----------------
            0x00007fe85e513f16\t????????
            """;

    static Map<String, String> all() {
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("ThreadInfo of JDK 8", THREAD_INFO_8);
        samples.put("Thread.dump_to_file of JDK 21", THREAD_FILE_21);
        samples.put("Thread.dump_to_file in JSON of JDK 21", THREAD_FILE_JSON_21);
        samples.put("actuator JSON", ACTUATOR_JSON);
        samples.put("actuator text", ACTUATOR_TEXT);
        samples.put("javacore", JAVACORE);
        samples.put("JRockit", JROCKIT);
        samples.put("jstack -F of JDK 8", FORCED_8);
        samples.put("jstack -m of JDK 8", MIXED_8);
        return samples;
    }
}
