package dev.holdup.distribution;

import dev.holdup.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/// Writes the pages of the manual and the completion for bash, zsh and fish, each where it lies below `/usr/share`.
public final class CommandFiles {
    private CommandFiles() {}

    /// @param arguments the folder to write to
    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0]);
        CommandLine holdup = Main.commandLine();

        ManPage page = new ManPage(holdup);
        write(share.resolve("man/man1").resolve(page.file()), page.text());
        for (CommandLine command : holdup.getSubcommands().values()) {
            ManPage its = new ManPage(command);
            write(share.resolve("man/man1").resolve(its.file()), its.text());
        }

        String bash = AutoComplete.bash("holdup", holdup);
        write(share.resolve("bash-completion/completions/holdup"), bash);
        write(share.resolve("zsh/vendor-completions/_holdup"), forZsh(bash));
        write(share.resolve("fish/vendor_completions.d/holdup.fish"), new FishCompletion(holdup).text());
    }

    /// zsh reads completion for bash, but for one command. What it loads at the first press of the key also has to
    /// answer it.
    private static String forZsh(String bash) {
        return "#compdef holdup\ncompopt() { :; }\n" + bash + "\n_bash_complete -o default -F _complete_holdup\n";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
