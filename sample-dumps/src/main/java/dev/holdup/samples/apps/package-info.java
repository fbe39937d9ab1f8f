/// The sick applications, and a healthy one: each has a `main` that runs in a JVM of its own, with the real libraries.
///
/// They print `PORT n` once they listen and `READY` once there is nothing left that they do by themselves, and end when
/// their standard input does, so that none outlives its launcher.
@NullMarked
package dev.holdup.samples.apps;

import org.jspecify.annotations.NullMarked;
