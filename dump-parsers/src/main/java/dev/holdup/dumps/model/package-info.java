/// The vocabulary: every type a dump can speak in. Nothing here reads a file or draws a conclusion.
@NullMarked
package dev.holdup.dumps.model;

import org.jspecify.annotations.NullMarked;
