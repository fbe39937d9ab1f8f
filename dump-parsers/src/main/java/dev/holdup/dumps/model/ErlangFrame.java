package dev.holdup.dumps.model;

/// An Erlang call; the runtime keeps no line numbers.
///
/// @param module as in source, quotes included where the source needs them: `'Elixir.My.Shop'`; empty where the dump
///     gives no function, such as `(unknown function)`
/// @param function as in source, such as `do_call` or `'-run/1-fun-0-'`; the dump's own words where `module` is empty
/// @param arity number of arguments; −1 where `module` is empty
public record ErlangFrame(String module, String function, int arity) implements StackFrame {
    public static final int NO_ARITY = -1;

    /// A place that is no function, in the dump's own words.
    public static ErlangFrame ofWords(String words) {
        return new ErlangFrame("", words, NO_ARITY);
    }

    @Override
    public String qualifiedName() {
        return module.isEmpty() ? function : module + ":" + function + "/" + arity;
    }

    /// The function in whose source this one was written: for a fun or comprehension that is the one around it, for any
    /// other the function itself.
    ///
    /// `lager:'-trace_files/2-fun-0-'/1` is written in `lager:trace_files/2`.
    public ErlangFrame enclosing() {
        if (!function.startsWith("'-")) {
            return this;
        }
        int slash = function.indexOf('/', 2);
        int dash = slash < 0 ? -1 : function.indexOf('-', slash);
        if (dash < 0 || dash - slash - 1 > 3 || dash == slash + 1) {
            return this;
        }
        int enclosingArity = 0;
        for (int place = slash + 1; place < dash; place++) {
            int digit = function.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return this;
            }
            enclosingArity = enclosingArity * 10 + digit;
        }
        return new ErlangFrame(module, function.substring(2, slash), enclosingArity);
    }
}
