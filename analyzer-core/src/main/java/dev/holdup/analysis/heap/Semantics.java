package dev.holdup.analysis.heap;

/// By whose rules a heap is measured: what an object takes, and which references keep it alive.
public enum Semantics {
    /// Ours: sizes as the JVM laid them out, and soft, weak and phantom references do not retain.
    HOLDUP,
    /// Those of Eclipse Memory Analyzer, for comparing object by object; `docs/mat.md` lists them.
    MAT
}
