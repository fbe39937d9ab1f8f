/// Where files of an archive are, and where results go: a disk, or an object store.
@NullMarked
package dev.holdup.batch.store;

import org.jspecify.annotations.NullMarked;
