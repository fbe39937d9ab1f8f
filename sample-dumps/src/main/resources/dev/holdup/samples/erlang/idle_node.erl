%% A healthy node: many servers that wait for work.
-module(idle_node).
-behaviour(gen_server).
-export([stage/1, init/1, handle_call/3, handle_cast/2]).

stage(Scale) ->
    Servers = case Scale of small -> 200; _ -> 20000 end,
    Pids = [element(2, gen_server:start(?MODULE, [], [])) || _ <- lists:seq(1, Servers)],
    [ok = gen_server:call(Pid, ping) || Pid <- Pids],
    [
        {kind, "healthy"},
        {category, "none"},
        {cause, "none"},
        {processes, erlang:system_info(process_count)},
        {idle, Servers},
        {retainedTolerance, 0.02}
    ].

init(_) -> {ok, none}.

handle_call(ping, _, State) -> {reply, ok, State}.

handle_cast(_, State) -> {noreply, State}.
