/// A web application: classes that Tomcat's own loader loads, once for each deployment.
@NullMarked
package dev.holdup.samples.apps.deployed;

import org.jspecify.annotations.NullMarked;
