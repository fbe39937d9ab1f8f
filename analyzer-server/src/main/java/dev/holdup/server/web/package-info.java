/// HTTP: resources, errors, events, the page.
@NullMarked
package dev.holdup.server.web;

import org.jspecify.annotations.NullMarked;
