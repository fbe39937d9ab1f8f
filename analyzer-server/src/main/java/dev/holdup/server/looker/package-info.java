/// The processes that keep a heap and look into one: what a hostile dump does to them, it does to nobody else.
@NullMarked
package dev.holdup.server.looker;

import org.jspecify.annotations.NullMarked;
