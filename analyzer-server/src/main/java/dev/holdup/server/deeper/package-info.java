/// Heaps that are kept to be looked into: made when somebody looks first, opened while somebody does, dropped by
/// budget.
@NullMarked
package dev.holdup.server.deeper;

import org.jspecify.annotations.NullMarked;
