package dev.holdup.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What each collector says of the heap, as `GC.heap_info` of JDK 17 and 25 prints it.
class TargetJvmTest {
    @Test
    void readsG1() {
        assertThat(TargetJvm.usedBytes("""
                 garbage-first heap   total 260096K, used 1535K [0x0000000704a00000, 0x0000000800000000)
                  region size 2048K, 1 young (2048K), 0 survivors (0K)
                 Metaspace       used 283K, committed 448K, reserved 1114112K
                  class space    used 12K, committed 128K, reserved 1048576K
                """)).hasValue(1535L << 10);
    }

    @Test
    void addsTheGenerationsOfSerialAndNotTheirParts() {
        assertThat(TargetJvm.usedBytes("""
                 def new generation   total 9216K, used 1475K [0x00000000f6000000, 0x00000000f6a00000)
                  eden space 8192K,  18% used [0x00000000f6000000, 0x00000000f6170f38, 0x00000000f6800000)
                  from space 1024K,   0% used [0x00000000f6800000, 0x00000000f6800000, 0x00000000f6900000)
                 tenured generation   total 20480K, used 5M [0x00000000f6a00000, 0x00000000f7e00000)
                   the space 20480K,   0% used [0x00000000f6a00000, 0x00000000f6a00000, 0x00000000f7e00000)
                 Metaspace       used 111K, committed 320K, reserved 1056768K
                """)).hasValue((1475L << 10) + (5L << 20));
    }

    @Test
    void readsZAndShenandoah() {
        assertThat(TargetJvm.usedBytes(" ZHeap           used 1G, capacity 2G, max capacity 4G\n Metaspace used 4K\n"))
                .hasValue(1L << 30);
        assertThat(TargetJvm.usedBytes("""
                Shenandoah Heap
                 256M max, 256M soft max, 256M committed, 21504K used
                 1024 x 256K regions
                """)).hasValue(21504L << 10);
    }

    @Test
    void doesNotGuess() {
        assertThat(TargetJvm.usedBytes("Unknown diagnostic command\n")).isEmpty();
    }

    @Test
    void flagsAreKeptWithoutTheirTexts() {
        assertThat(TargetJvm.withoutTexts("-XX:+UseG1GC -XX:OnError=page --key=abc -XX:OnOutOfMemoryError=curl \"a b\""
                        + " -XX:HeapDumpPath=/srv/x -XX:MaxHeapSize=6320816128 -XX:-THPStackMitigation \n"))
                .isEqualTo("-XX:+UseG1GC -XX:MaxHeapSize=6320816128 -XX:-THPStackMitigation");
    }
}
