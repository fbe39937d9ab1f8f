%% Processes that keep small parts of large binaries, and with them the large ones.
-module(binary_leak).
-export([stage/1, keeper/1]).

stage(Scale) ->
    Keepers = case Scale of small -> 20; _ -> 400 end,
    Size = case Scale of small -> 200000; _ -> 1000000 end,
    Pids = [spawn(?MODULE, keeper, [Size + Number]) || Number <- lists:seq(1, Keepers)],
    [receive {ready, Pid} -> ok end || Pid <- register_all(Pids)],
    Pinned = lists:sum([Size + Number || Number <- lists:seq(1, Keepers)]),
    [
        {kind, "retained-by-object"},
        {category, "erlang"},
        {cause, "leak"},
        {units, Keepers},
        {processes, erlang:system_info(process_count)},
        {members, {list, Pids}},
        {binaryBytes, Pinned},
        {sliceBytes, Keepers * 100},
        {retainedTolerance, 0.02}
    ].

register_all(Pids) ->
    [Pid ! {go, self()} || Pid <- Pids],
    Pids.

keeper(Size) ->
    Slice = slice(Size),
    receive {go, From} -> From ! {ready, self()} end,
    %% The large binary is garbage but for the part that is kept.
    garbage_collect(),
    receive stop -> Slice end.

%% A hundred bytes in the middle; the rest of the packet has been worked off.
slice(Size) ->
    Packet = binary:copy(<<"p">>, Size),
    binary:part(Packet, Size div 2, 100).
