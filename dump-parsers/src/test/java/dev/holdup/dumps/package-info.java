/// Tests of opening the files of an incident.
@NullMarked
package dev.holdup.dumps;

import org.jspecify.annotations.NullMarked;
