/// Writers of small, valid dumps for tests: a heap as HPROF bytes, threads as jstack text.
///
/// Written from the format documents alone. Nothing here is shared with the parsers, tag constants included, so that
/// a misread of the format in one of them cannot cancel itself out.
@NullMarked
package dev.holdup.samples.synthetic;

import org.jspecify.annotations.NullMarked;
