package dev.holdup.samples.synthetic;

/// @param detail JNI global: the reference's own id; frames: thread serial; thread object: thread serial
/// @param position frame number, −1 for none; of a thread object the serial of its stack trace
record GcRoot(RootKind kind, long objectId, long detail, int position) {}
