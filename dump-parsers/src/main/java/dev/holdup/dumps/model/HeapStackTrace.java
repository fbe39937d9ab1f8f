package dev.holdup.dumps.model;

import java.util.List;

/// A stack trace of the heap dump; frame 0 is the innermost call.
public record HeapStackTrace(int stackSerial, int threadSerial, List<JvmFrame> frames) {}
