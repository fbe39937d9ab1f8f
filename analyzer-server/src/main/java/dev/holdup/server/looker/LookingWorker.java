package dev.holdup.server.looker;

import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.UnusableKeptHeapException;
import dev.holdup.analysis.look.Look;
import dev.holdup.analysis.look.LookQuery;
import dev.holdup.analysis.look.NothingThere;
import dev.holdup.report.RecordJson;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Has one kept heap mapped and answers questions about it, until its standard input ends.
///
/// A question is its number and its text, an answer as [LookAnswer] writes it. The first answer, to number 0, tells
/// whether the heap could be opened.
public final class LookingWorker {
    private static final int AT_ONCE = 2;

    private LookingWorker() {}

    public static void main(String[] arguments) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        // Nothing but answers goes there.
        System.setOut(System.err);
        KeptFolder folder = new KeptFolder(Path.of(arguments[0]));
        try (KeptHeap heap = KeptHeap.open(folder.heap(), folder.dump())) {
            new LookAnswer(LookAnswer.Kind.ANSWER, "").write(0, out);
            serve(new Look(heap), new DataInputStream(System.in), out);
        } catch (UnusableKeptHeapException unusable) {
            new LookAnswer(LookAnswer.Kind.UNUSABLE, String.valueOf(unusable.getMessage())).write(0, out);
        }
    }

    private static void serve(Look look, DataInputStream in, DataOutputStream out) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            while (true) {
                int number = in.readInt();
                String question = in.readUTF();
                workers.execute(() -> {
                    LookAnswer answer = answer(look, question);
                    try {
                        synchronized (out) {
                            answer.write(number, out);
                        }
                    } catch (IOException gone) {
                        Runtime.getRuntime().halt(1);
                    }
                });
            }
        } catch (EOFException over) {
            // The server has ended, or needs it no more: nobody waits for what still runs.
            Runtime.getRuntime().halt(0);
        }
    }

    private static LookAnswer answer(Look look, String question) {
        try {
            return new LookAnswer(LookAnswer.Kind.ANSWER, RecordJson.of(look.answer(LookQuery.of(question))));
        } catch (NothingThere nothing) {
            return new LookAnswer(LookAnswer.Kind.NOTHING, String.valueOf(nothing.getMessage()));
        } catch (IllegalArgumentException senseless) {
            return new LookAnswer(LookAnswer.Kind.BAD, "The question makes no sense.");
        } catch (IndexOutOfBoundsException | BufferUnderflowException | InternalError damaged) {
            // An InternalError is what reading a mapped file that became shorter ends in.
            damaged.printStackTrace();
            return new LookAnswer(LookAnswer.Kind.UNUSABLE, "What was kept of the heap is damaged.");
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError failed) {
            failed.printStackTrace();
            return new LookAnswer(LookAnswer.Kind.FAILED, "Looking at that failed: the server's log tells more.");
        }
    }
}
