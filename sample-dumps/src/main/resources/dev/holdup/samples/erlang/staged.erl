%% What all staged nodes share: the figures known by construction, and the crash dump at the end.
-module(staged).
-export([main/1, wait/1, memory/1]).

%% Called as: erl -run staged main SCENARIO OUT SMALL|NORMAL
main([Scenario, Out, Scale]) ->
    Module = list_to_atom(Scenario),
    Facts = Module:stage(list_to_atom(Scale)),
    %% Let schedulers come to rest, so that nobody is dumped on the way to where it will wait.
    timer:sleep(300),
    ok = file:write_file(filename:join(Out, "expected.json"), json(Facts)),
    erlang:halt("staged " ++ Scenario).

%% Until the condition holds; ten seconds are an age here.
wait(Condition) -> wait(Condition, 1000).

wait(_, 0) ->
    io:format(standard_error, "the state to stage was not reached~n", []),
    erlang:halt(1);
wait(Condition, Left) ->
    case Condition() of
        true -> ok;
        false -> timer:sleep(10), wait(Condition, Left - 1)
    end.

%% Bytes of these processes, as they see themselves.
memory(Pids) ->
    lists:sum([element(2, process_info(Pid, memory)) || Pid <- Pids]).

json(Facts) ->
    ["{\n", lists:join(",\n", [["  \"", atom_to_list(Key), "\": ", value(Value)] || {Key, Value} <- Facts]), "\n}\n"].

value(Number) when is_integer(Number) -> integer_to_list(Number);
value(Number) when is_float(Number) -> io_lib:format("~.3f", [Number]);
value(Pid) when is_pid(Pid) -> ["\"", pid_to_list(Pid), "\""];
value(Atom) when is_atom(Atom) -> ["\"", atom_to_list(Atom), "\""];
value({object, Facts}) ->
    ["{", lists:join(", ", [["\"", atom_to_list(Key), "\": ", value(Value)] || {Key, Value} <- Facts]), "}"];
value({list, Values}) -> ["[", lists:join(", ", [value(Value) || Value <- Values]), "]"];
value(Text) -> ["\"", Text, "\""].
