/// What the objects of the heap say of themselves: queues and their pools, class loaders of one application, what
/// threads keep in thread-locals, memory outside of the heap, and waste.
@NullMarked
package dev.holdup.analysis.contents;

import org.jspecify.annotations.NullMarked;
