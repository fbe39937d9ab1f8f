package dev.holdup.dumps.model;

/// A process watches another one; a process in a `gen` call watches the one it called until that answers.
///
/// @param target process id `<0.81.0>`, or where it was watched by name `{name,'node@host'}`, as dumped
/// @param reference `#Ref<0.1.2.3>`, which also marks the answer; empty if the dump gives none
public record ProcessMonitor(String target, String reference) {}
