package dev.holdup.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a worker is asked to do, as arguments of its process.
///
/// @param folder where the report's files go
/// @param memoryBytes of the whole process
/// @param inputs the dumps' files, in the order of the names that reports show for them
public record WorkerRequest(
        Path folder, long memoryBytes, int threads, String toolVersion, List<Path> rules, List<Input> inputs) {

    /// @param name what the report calls the file
    public record Input(Path file, String name) {}

    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                List.of(folder.toString(), Long.toString(memoryBytes), Integer.toString(threads), toolVersion));
        arguments.add(Integer.toString(rules.size()));
        rules.forEach(rule -> arguments.add(rule.toString()));
        for (Input input : inputs) {
            arguments.add(input.file().toString());
            arguments.add(input.name());
        }
        return arguments;
    }

    public static WorkerRequest of(String[] arguments) {
        int ruleCount = Integer.parseInt(arguments[4]);
        List<Path> rules = new ArrayList<>();
        for (int i = 0; i < ruleCount; i++) {
            rules.add(Path.of(arguments[5 + i]));
        }
        List<Input> inputs = new ArrayList<>();
        for (int i = 5 + ruleCount; i + 1 < arguments.length; i += 2) {
            inputs.add(new Input(Path.of(arguments[i]), arguments[i + 1]));
        }
        return new WorkerRequest(
                Path.of(arguments[0]),
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                arguments[3],
                rules,
                inputs);
    }
}
