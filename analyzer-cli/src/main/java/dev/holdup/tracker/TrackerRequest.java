package dev.holdup.tracker;

import java.util.Map;

/// What is posted: everything but who asks.
///
/// @param path below the tracker's address
/// @param shown the body for a person to look at before it is sent
record TrackerRequest(String path, Map<String, String> headers, byte[] body, String shown) {}
