/// Who somebody is and what they may do: roles, tokens, sessions, rates.
@NullMarked
package dev.holdup.server.access;

import org.jspecify.annotations.NullMarked;
