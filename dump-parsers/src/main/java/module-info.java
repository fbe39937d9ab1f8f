/// What does the file say? Reads heap and thread dumps; infers nothing.
module dev.holdup.dumps {
    requires static org.jspecify;

    exports dev.holdup.dumps;
    exports dev.holdup.dumps.model;
}
