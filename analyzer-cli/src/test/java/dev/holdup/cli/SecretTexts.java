package dev.holdup.cli;

import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.SyntheticProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Dumps that are texts, with the mark wherever they hold something else than names.
final class SecretTexts {
    private static final String SECRET = SecretMark.TEXT;
    private static final int CALLERS = 20;
    private static final int MESSAGES = 30;

    private SecretTexts() {}

    /// @return the files, each an incident of its own
    static List<Path> write(Path folder) throws IOException {
        return List.of(
                Files.writeString(folder.resolve("erl_crash.dump"), crashDump()),
                Files.writeString(folder.resolve("node-shell.txt"), shell()),
                Files.writeString(folder.resolve("javacore.txt"), javacore()),
                Files.writeString(folder.resolve("app.log"), log(folder)));
    }

    /// In the last words, messages, dictionary, variables, binaries, literals, and the arguments of an outer program.
    static String crashDump() {
        String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        String binary = "Yh" + Integer.toHexString(SECRET.length()).toUpperCase(java.util.Locale.ROOT) + ":" + base64;
        String atom = "A" + Integer.toHexString(SECRET.length()).toUpperCase(java.util.Locale.ROOT) + ":" + SECRET;
        CrashDumpText text = new CrashDumpText(CrashDumpStyle.OTP_25)
                .slogan("Kernel pid terminated (application_controller) ({application_start_failure,shop,{bad_return,"
                        + "{{shop_app,start,[normal,[]]},{error,{auth,\"" + SECRET + "\",<<\"" + SECRET + "\">>,["
                        + codes(",") + "]}}}}})")
                .literal("7FE0:" + binary)
                .binary("7FA00", (SECRET + "/" + "x".repeat(80)).getBytes(StandardCharsets.UTF_8));
        SyntheticProcess queue = new SyntheticProcess("<0.50.0>")
                .named("orders")
                .at("gen_server:loop/7 + 8")
                .queue(MESSAGES)
                .entry("H7F20")
                .term("7F08:" + binary)
                .term("7F10:t2:A9:$gen_cast,H7F18")
                .term("7F18:t3:A5:login,H7F08,H7F28")
                .term("7F20:t2:A3:key,H7F08")
                .term("7F28:" + list(0x7F2800))
                .term("7F30:Yc7FA00:0:10");
        list(queue, 0x7F2800);
        for (int i = 0; i < MESSAGES; i++) {
            queue.message(i % 2 == 0 ? "H7F10" : "H7F08");
        }
        text.process(queue);
        List<String> suspended = new ArrayList<>();
        for (int index = 0; index < CALLERS; index++) {
            String pid = "<0." + (100 + index) + ".0>";
            suspended.add(pid);
            text.process(new SyntheticProcess(pid)
                    .state("Suspended")
                    .at("erlang:port_command/3 + 8")
                    .returnsTo("feed:push/1 + 8")
                    .variable("H7F40" + index)
                    .variable(atom)
                    .term("7F40" + index + ":" + binary));
        }
        return text.section(
                        "port:#Port<0.9>",
                        "State: CONNECTED|PORT_BUSY",
                        "Connected: <0.50.0>",
                        "Suspended: " + String.join(", ", suspended),
                        "Port controls external process: /usr/bin/relay --token " + SECRET,
                        "Queue: 70000")
                .text();
    }

    /// The first cell of a list of the mark's letters.
    private static String list(int at) {
        return "lI" + (int) SECRET.charAt(0) + "|H"
                + Integer.toHexString(at + 0x10).toUpperCase(java.util.Locale.ROOT);
    }

    private static void list(SyntheticProcess process, int at) {
        for (int i = 1; i < SECRET.length(); i++) {
            String here = Integer.toHexString(at + 0x10 * i).toUpperCase(java.util.Locale.ROOT);
            String next = Integer.toHexString(at + 0x10 * (i + 1)).toUpperCase(java.util.Locale.ROOT);
            process.term(here + ":lI" + (int) SECRET.charAt(i) + "|" + (i + 1 < SECRET.length() ? "H" + next : "N"));
        }
    }

    private static String codes(String between) {
        return String.join(between, SECRET.chars().mapToObj(Integer::toString).toList());
    }

    /// In variables of calls, messages, a dictionary, and answers to what nobody has to ask.
    private static String shell() {
        return """
                1> erlang:memory().
                [{total,60000000},{processes,40000000},{system,20000000}]
                2> erlang:process_info(pid(0,101,0), backtrace).
                {backtrace,<<"Program counter: 0x00007f5a (gen:do_call/4 + 776)\\ny(0)     <<\\"SECRET\\">>\\ny(1)     \
                {login,\\"SECRET\\"}\\n0x00007f60 Return addr 0x0000 (gen_server:call/3 + 140)\\ny(0)     'SECRET'\\n\
                0x00007f70 Return addr 0x0000 (shop:order/2 + 64)\\ny(0)     \\"SECRET\\"\\n\
                0x00007f78 Return addr 0x0000 (<terminate process normally>)\\n">>}
                3> process_info(pid(0,101,0), messages).
                {messages,[{order,"SECRET"},<<"SECRET">>]}
                4> process_info(pid(0,101,0)).
                [{current_function,{gen,do_call,4}},{initial_call,{proc_lib,init_p,5}},{status,waiting},
                 {message_queue_len,2},{messages,[{order,"SECRET"}]},
                 {dictionary,[{password,"SECRET"},{'$ancestors',[shop_sup]}]},{memory,50000000},{reductions,100}]
                5> application:get_env(shop, password).
                {ok,"SECRET"}
                6> foo("SECRET").
                ** exception error: undefined shell command foo/1 with "SECRET"
                """.replace("SECRET", SECRET);
    }

    /// In arguments, environment and properties.
    private static String javacore() {
        return """
                NULL           ------------------------------------------------------------------------
                0SECTION       TITLE subcomponent dump routine
                NULL           ===============================
                1TICHARSET     UTF-8
                1TISIGINFO     Dump Event "user" (00004000) received
                1TIDATETIMEUTC Date: 2026/05/20 at 07:37:16:308 (UTC)
                1TIDATETIME    Date: 2026/05/20 at 09:37:16:308
                1TIFILENAME    Javacore filename:    /srv/javacore.20260520.093716.txt
                NULL           ------------------------------------------------------------------------
                0SECTION       ENVINFO subcomponent dump routine
                1CIJAVAVERSION JRE 17 Linux amd64-64 (build 17.0.10+7)
                1CIPROCESSID   Process ID: 63406 (0xF7AE)
                1CICMDLINE     java -Dshop.password=SECRET -jar shop.jar --token=SECRET
                1CIUSERARGS    UserArgs:
                2CIUSERARG               -Dshop.password=SECRET
                2CIUSERARG               -Xoptionsfile=/srv/SECRET.opts
                1CIENVVARS     Environment Variables
                2CIENVVAR      SHOP_TOKEN=SECRET
                2CIENVVAR      SECRET
                1CISYSPROPS    System Properties
                2CISYSPROP     shop.password=SECRET
                NULL           ------------------------------------------------------------------------
                0SECTION       SECRET subcomponent dump routine
                1XXSECRET      SECRET
                0SECTION       LOCKS subcomponent dump routine
                1LKPOOLINFO    Monitor pool info:
                1LKMONPOOLDUMP Monitor Pool Dump (flat & inflated object-monitors):
                2LKMONINUSE      sys_mon_t:0x00007F0001 infl_mon_t: 0x00007F0002:
                3LKMONOBJECT       app/Gate@0x00000000E06FA928: Flat locked by "owner" (J9VMThread:0x16000), entry count 1
                0SECTION       THREADS subcomponent dump routine
                1XMTHDINFO     Thread Details
                3XMTHREADINFO      "waiter" J9VMThread:0x15000, omrthread_t:0x00007F11, java/lang/Thread:0xE1, state:B, prio=5
                3XMTHREADBLOCK     Blocked on: app/Gate@0x00000000E06FA928 Owned by: "owner" (J9VMThread:0x16000, java/lang/Thread:0xE2)
                3XMTHREADINFO3           Java callstack:
                4XESTACKTRACE                at app/Work.enter(Work.java:10(Compiled Code))
                5XESOMETHING                 SECRET
                NULL
                3XMTHREADINFO      "owner" J9VMThread:0x16000, omrthread_t:0x00007F12, java/lang/Thread:0xE2, state:R, prio=5
                3XMTHREADINFO3           Java callstack:
                4XESTACKTRACE                at java/io/FileOutputStream.writeBytes(Native Method)
                NULL
                0SECTION       Javadump End section
                """.replace("SECRET", SECRET);
    }

    /// Thread dumps as `kill -3` leaves them: with lines of the application before, behind and within.
    private static String log(Path folder) throws IOException {
        Path dump = folder.resolve("dump-alone");
        StalledLogging.writeThreadDump(dump, "30");
        List<String> lines = Files.readAllLines(dump);
        Files.delete(dump);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i % 7 == 3) {
                log.append(line(i));
            }
            log.append(lines.get(i)).append('\n');
        }
        return line(0) + log + line(1) + "java.lang.IllegalStateException: " + SECRET
                + "\n\tat app.Login.check(Login.java:7)\n" + "password=" + SECRET + "\n\"" + SECRET + "\n\n\t- "
                + SECRET + "\n";
    }

    private static String line(int number) {
        return "2026-11-03 10:15:30,00" + number % 10 + " INFO  [http-1] app.Login - user 4711 token=" + SECRET
                + " ok\n";
    }
}
