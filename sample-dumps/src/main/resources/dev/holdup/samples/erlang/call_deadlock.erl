%% Two servers that call each other, and those who wait for one of them without being part of it.
-module(call_deadlock).
-behaviour(gen_server).
-export([stage/1, init/1, handle_call/3, handle_cast/2]).

stage(Scale) ->
    Bystanders = case Scale of small -> 12; _ -> 500 end,
    {ok, _} = gen_server:start({local, accounts}, ?MODULE, ledger, []),
    {ok, _} = gen_server:start({local, ledger}, ?MODULE, accounts, []),
    spawn(fun() -> gen_server:call(accounts, transfer, infinity) end),
    spawn(fun() -> gen_server:call(ledger, transfer, infinity) end),
    staged:wait(fun() -> calls(whereis(accounts)) andalso calls(whereis(ledger)) end),
    Pids = [spawn(fun() -> gen_server:call(accounts, balance, infinity) end) || _ <- lists:seq(1, Bystanders)],
    staged:wait(fun() -> lists:all(fun calls/1, Pids) end),
    [
        {kind, "deadlock"},
        {category, "erlang"},
        {cause, "deadlock"},
        {units, 2},
        {processes, erlang:system_info(process_count)},
        {members, {list, [accounts, ledger]}},
        {bystanders, Bystanders + 2},
        {retainedTolerance, 0.02}
    ].

calls(Pid) -> process_info(Pid, current_function) =:= {current_function, {gen, do_call, 4}}.

init(Other) -> {ok, Other}.

%% Two halves of a transfer, each in the middle of its own request.
handle_call(transfer, _, Other) ->
    timer:sleep(200),
    {reply, gen_server:call(Other, half, infinity), Other};
handle_call(_, _, Other) ->
    {reply, ok, Other}.

handle_cast(_, Other) -> {noreply, Other}.
