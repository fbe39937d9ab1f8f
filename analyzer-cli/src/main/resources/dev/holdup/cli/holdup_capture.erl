%% Writes what each process of this node does to a file, as JSON lines, one process at a time.
%%
%% holdup_capture:to("/tmp/node-1.jsonl").
%%
%% Each process is asked once and never for its messages; stacks have at most eight calls, monitors are at
%% most eight. The last line says how many lines there are: a capture without it was cut.
-module(holdup_capture).
-export([to/1]).

to(File) ->
    %% Raw and buffered: no process between this one and the disk.
    {ok, Out} = file:open(File, [write, raw, {delayed_write, 1048576, 5000}]),
    line(Out, [
        {capture, <<"erlang">>},
        {version, 1},
        {at, now_as_text()},
        {release, list_to_binary(erlang:system_info(otp_release))},
        {word_bytes, erlang:system_info(wordsize)},
        {process_count, erlang:system_info(process_count)},
        {process_limit, erlang:system_info(process_limit)},
        {atoms, limit(atom_count)},
        {atom_limit, limit(atom_limit)}
        | [{Kind, Bytes} || {Kind, Bytes} <- erlang:memory()]
    ]),
    Count = each(Out, first(), 0),
    line(Out, [{'end', Count}]),
    ok = file:close(Out),
    {ok, Count}.

%% Local time, as a crash dump has it.
now_as_text() ->
    {{Y, Mo, D}, {H, Mi, S}} = calendar:local_time(),
    iolist_to_binary(io_lib:format("~4..0b-~2..0b-~2..0bT~2..0b:~2..0b:~2..0b", [Y, Mo, D, H, Mi, S])).

limit(What) ->
    try erlang:system_info(What) catch error:badarg -> -1 end.

%% Since OTP 28 the list of all processes need not be made.
first() ->
    case erlang:function_exported(erlang, processes_iterator, 0) of
        true -> {iterator, erlang:processes_iterator()};
        false -> {list, erlang:processes()}
    end.

each(_, {list, []}, Count) ->
    Count;
each(Out, {list, [Pid | Rest]}, Count) ->
    each(Out, {list, Rest}, Count + one(Out, Pid));
each(Out, {iterator, Iterator}, Count) ->
    case erlang:processes_next(Iterator) of
        none -> Count;
        {Pid, Next} -> each(Out, {iterator, Next}, Count + one(Out, Pid))
    end.

one(_, Pid) when Pid =:= self() ->
    0;
one(Out, Pid) ->
    Items = [registered_name, status, message_queue_len, memory, reductions, total_heap_size, current_stacktrace,
             monitors, initial_call, binary],
    case process_info(Pid, Items) of
        undefined ->
            0;
        Info ->
            Get = fun(Key) -> proplists:get_value(Key, Info) end,
            line(Out, [
                {pid, list_to_binary(pid_to_list(Pid))},
                {name, name(Get(registered_name))},
                {state, atom_to_binary(Get(status), utf8)},
                {messages, Get(message_queue_len)},
                {memory, Get(memory)},
                {reductions, Get(reductions)},
                {initial_call, call(initial(Pid, Get(initial_call)))},
                {stack, {array, [call({M, F, arity(A)}) || {M, F, A, _} <- lists:sublist(Get(current_stacktrace), 8)]}},
                {monitors, {array, [target(Target) || {process, Target} <- lists:sublist(Get(monitors), 8)]}},
                {binary_bytes, lists:sum([Size || {_, Size, _} <- Get(binary)])}
            ]),
            1
    end.

%% Where proc_lib started it; before OTP 26 that copies the dictionary of this one process.
initial(Pid, Call = {proc_lib, _, _}) ->
    try proc_lib:translate_initial_call(Pid) catch _:_ -> Call end;
initial(_, Call) ->
    Call.

name([]) -> <<>>;
name(Name) -> atom_to_binary(Name, utf8).

target(Pid) when is_pid(Pid) -> list_to_binary(pid_to_list(Pid));
target(Name) when is_atom(Name) -> atom_to_binary(Name, utf8);
target({Name, _}) -> atom_to_binary(Name, utf8);
target(_) -> <<>>.

arity(Arguments) when is_list(Arguments) -> length(Arguments);
arity(Arity) -> Arity.

call({Module, Function, Arity}) -> iolist_to_binary(io_lib:format("~p:~p/~b", [Module, Function, Arity])).

line(Out, Fields) ->
    ok = file:write(Out, [${, lists:join($,, [[$", atom_to_list(Key), $", $:, value(Value)] || {Key, Value} <- Fields]), $}, $\n]).

value(Number) when is_integer(Number) -> integer_to_list(Number);
value({array, Values}) -> [$[, lists:join($,, [value(Value) || Value <- Values]), $]];
value(Text) -> [$", << <<(escaped(Letter))/binary>> || <<Letter>> <= Text >>, $"].

escaped($") -> <<"\\\"">>;
escaped($\\) -> <<"\\\\">>;
escaped(Letter) when Letter < 32 -> iolist_to_binary(io_lib:format("\\u~4.16.0b", [Letter]));
escaped(Letter) -> <<Letter>>.
