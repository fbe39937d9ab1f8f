/// Issue trackers as their interfaces are documented: a text and files go to one issue, and nothing is read from it.
@NullMarked
package dev.holdup.tracker;

import org.jspecify.annotations.NullMarked;
