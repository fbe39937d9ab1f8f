/// Stages incidents: starts the application, drives it into its state, takes the dumps, writes down what is true.
@NullMarked
package dev.holdup.samples.incidents;

import org.jspecify.annotations.NullMarked;
