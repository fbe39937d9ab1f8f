/// What follows from what the dumps say: the object graph, dominators, who waits for whom, the verdict.
module dev.holdup.analysis {
    requires transitive dev.holdup.dumps;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires static org.jspecify;

    exports dev.holdup.analysis;
    exports dev.holdup.analysis.findings;
    exports dev.holdup.analysis.rules;
}
