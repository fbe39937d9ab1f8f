/// What a person sees who looks deeper into a kept heap: plain values, all of them bounded and in pages.
@NullMarked
package dev.holdup.analysis.look;

import org.jspecify.annotations.NullMarked;
