/// Programs that wait in every way the JDK knows, with nothing but the JDK: the truth is known by construction.
///
/// They run on JDK 17, too: virtual threads are started through reflection.
@NullMarked
package dev.holdup.samples.apps.waits;

import org.jspecify.annotations.NullMarked;
