package dev.holdup.samples.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadDumpTextTest {

    @Test
    void aParkedThreadAndItsOwnerReadAsJstackPrintsThem() {
        ThreadDumpText dump = ThreadDumpText.ofJdk25();
        dump.thread("waiter")
                .number(41)
                .parkedOn(0x700a0L, "java.util.concurrent.locks.ReentrantLock$NonfairSync")
                .frame("com.acme.Log.write(Log.java:12)");
        dump.thread("owner")
                .daemon()
                .times(37.5, 12.25)
                .frame("java.io.FileOutputStream.writeBytes(java.base@25.0.3/Native Method)")
                .owns(0x700a0L, "java.util.concurrent.locks.ReentrantLock$NonfairSync");
        dump.vmThread("VM Thread");

        assertThat(dump.text()).isEqualTo("""
                2026-01-01 00:00:00
                Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing):

                "waiter" #41 [30041] prio=5 os_prio=0 cpu=1.00ms elapsed=10.00s tid=0x00007f0000001000 nid=30041 waiting on condition  [0x00007f0001001000]
                   java.lang.Thread.State: WAITING (parking)
                \tat jdk.internal.misc.Unsafe.park(Native Method)
                \t- parking to wait for  <0x00000000000700a0> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)
                \tat java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)
                \tat com.acme.Log.write(Log.java:12)

                   Locked ownable synchronizers:
                \t- None

                "owner" #2 [30002] daemon prio=5 os_prio=0 cpu=37.50ms elapsed=12.25s tid=0x00007f0000002000 nid=30002 runnable  [0x00007f0001002000]
                   java.lang.Thread.State: RUNNABLE
                \tat java.io.FileOutputStream.writeBytes(java.base@25.0.3/Native Method)

                   Locked ownable synchronizers:
                \t- <0x00000000000700a0> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)

                "VM Thread" os_prio=0 cpu=1.00ms elapsed=10.00s tid=0x00007f0000003000 nid=30003 runnable

                JNI global refs: 15, weak refs: 0

                """);
    }

    @Test
    void aDeadlockIsListedAtTheEndInACircle() {
        ThreadDumpText dump = ThreadDumpText.ofJdk17();
        ThreadText left = dump.thread("left")
                .blockedOn(0xb0, "java.lang.Object", "com.acme.A.run(A.java:1)")
                .locked(0xa0, "java.lang.Object");
        ThreadText right = dump.thread("right")
                .blockedOn(0xa0, "java.lang.Object", "com.acme.B.run(B.java:2)")
                .locked(0xb0, "java.lang.Object");
        dump.monitorDeadlock("java.lang.Object", left, right);

        assertThat(dump.text())
                .contains("\"left\" #1 prio=5")
                .contains("nid=0x7531 waiting for monitor entry")
                .endsWith("""
                Found one Java-level deadlock:
                =============================
                "left":
                  waiting to lock monitor 0x00007f10000000b0 (object 0x00000000000000b0, a java.lang.Object),
                  which is held by "right"

                "right":
                  waiting to lock monitor 0x00007f10000000a0 (object 0x00000000000000a0, a java.lang.Object),
                  which is held by "left"

                Java stack information for the threads listed above:
                ===================================================
                "left":
                \tat com.acme.A.run(A.java:1)
                \t- waiting to lock <0x00000000000000b0> (a java.lang.Object)
                \t- locked <0x00000000000000a0> (a java.lang.Object)
                "right":
                \tat com.acme.B.run(B.java:2)
                \t- waiting to lock <0x00000000000000a0> (a java.lang.Object)
                \t- locked <0x00000000000000b0> (a java.lang.Object)

                Found 1 deadlock.

                """);
    }
}
