/// Thread dumps in JSON, of `jcmd Thread.dump_to_file -format=json` and Spring Boot's actuator, to ThreadDump.
@NullMarked
package dev.holdup.dumps.threadjson;

import org.jspecify.annotations.NullMarked;
