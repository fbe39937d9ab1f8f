%% A table of sessions that nobody ever deletes from.
-module(ets_growth).
-export([stage/1]).

stage(Scale) ->
    Rows = case Scale of small -> 40000; _ -> 1000000 end,
    Parent = self(),
    Owner = spawn(fun() ->
        register(session_store, self()),
        Table = ets:new(sessions, [named_table, public, set]),
        [ets:insert(Table, {Number, lists:seq(1, 30)}) || Number <- lists:seq(1, Rows)],
        Parent ! ready,
        receive stop -> ok end
    end),
    receive ready -> ok end,
    [
        {kind, "retained-by-object"},
        {category, "erlang"},
        {cause, "leak"},
        {processes, erlang:system_info(process_count)},
        {table, "sessions"},
        {owner, {object, [{unit, session_store}, {pid, Owner}]}},
        {rows, Rows},
        {tableBytes, ets:info(sessions, memory) * erlang:system_info(wordsize)},
        {retainedTolerance, 0.02}
    ].
