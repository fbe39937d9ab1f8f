package dev.holdup.distribution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Does on a bare machine what the instructions of a container file say, one after the other; the base image is that
/// machine.
final class ContainerSteps {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private final BareMachine machine;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String user = "0:0";
    private List<String> entryPoint = List.of();
    private List<String> command = List.of();

    ContainerSteps(BareMachine machine) {
        this.machine = machine;
    }

    /// @param context the folder that the build is given
    void follow(Path containerFile, Path context) throws IOException, InterruptedException {
        String text =
                Files.readString(containerFile).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n", " ");
        for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
            String[] parts = line.strip().split("\\s+", 2);
            follow(parts[0], parts[1], context);
        }
    }

    private void follow(String instruction, String rest, Path context) throws IOException, InterruptedException {
        switch (instruction) {
            case "ARG", "FROM", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK" -> {}
            case "RUN" ->
                machine.run(user, environment, List.of("/bin/sh", "-c", rest)).printed();
            case "ADD" -> unpack(rest.split("\\s+", -1), context);
            case "USER" -> user = rest;
            case "ENV" -> {
                for (String setting : rest.split("\\s+", -1)) {
                    String[] pair = setting.split("=", 2);
                    environment.put(pair[0], pair[1]);
                }
            }
            case "ENTRYPOINT" -> entryPoint = words(rest);
            case "CMD" -> command = words(rest);
            default -> throw new AssertionError("what is " + instruction + "?");
        }
    }

    private void unpack(String[] patternAndTarget, Path context) throws IOException, InterruptedException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(context, patternAndTarget[0])) {
            for (Path archive : archives) {
                Path target = machine.root().resolve(patternAndTarget[1].substring(1));
                Ended.run(target, List.of("tar", "-xzf", archive.toString())).printed();
            }
        }
    }

    private static List<String> words(String list) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(list); word.find(); ) {
            words.add(word.group(1));
        }
        return words;
    }

    List<String> command() {
        return command;
    }

    /// Starts the container with another command.
    Ended start(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(entryPoint);
        all.addAll(List.of(arguments));
        return machine.run(user, environment, all);
    }
}
