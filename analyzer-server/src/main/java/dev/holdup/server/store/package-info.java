/// What the server remembers: incidents, files, uploads, jobs and verdicts, as rows of a database.
@NullMarked
package dev.holdup.server.store;

import org.jspecify.annotations.NullMarked;
