%% A server that logs each request through lager, whose collector has stopped reading.
%%
%% lager's own thresholds: once 20 events are queued, lager makes callers wait for their event. lager_event then waits for
%% the socket to the collector, and every connection waits for lager_event.
-module(lager_stalled).
-compile([{parse_transform, lager_transform}]).
-export([stage/1, connection/1, request/2]).

stage(Scale) ->
    Connections = case Scale of small -> 120; _ -> 2000 end,
    Payload = case Scale of small -> 300; _ -> 20000 end,
    Collector = collector(),
    ok = application:load(lager),
    application:set_env(lager, handlers, [{lager_tcp_backend, [{port, Collector}, {level, info}]}]),
    application:set_env(lager, error_logger_redirect, false),
    application:set_env(lager, crash_log, undefined),
    {ok, _} = application:ensure_all_started(lager),
    Listen = listen(),
    {ok, Port} = inet:port(Listen),
    spawn(fun() -> accept(Listen, Payload) end),
    %% A burst: events come faster than they are sent, and lager goes over to waiting.
    Burst = spawn_link(fun burst/0),
    staged:wait(fun() -> lager_config:get(async) =:= false andalso sends() end),
    timer:sleep(200),
    true = sends(),
    unlink(Burst),
    exit(Burst, kill),
    Clients = [client(Port) || _ <- lists:seq(1, Connections)],
    staged:wait(fun() -> length(connections()) =:= Connections end),
    %% The process that makes the price list ends: only connections hold it from then on.
    spawn(fun() -> Prices = binary:copy(<<"price list ">>, 50000), [Pid ! {prices, Prices} || Pid <- connections()] end),
    staged:wait(fun() -> length(waiting()) =:= Connections end),
    Members = waiting(),
    %% What the burst has left on its way arrives.
    timer:sleep(500),
    Event = whereis(lager_event),
    {message_queue_len, Queue} = process_info(Event, message_queue_len),
    true = length(Clients) =:= Connections,
    [
        {kind, "blocked"},
        {category, "logging"},
        {cause, "slow-output"},
        {blockedFrame, "gen_event:rpc/2"},
        {units, Connections},
        {processes, erlang:system_info(process_count)},
        {members, {list, Members}},
        {owner, {object, [{unit, lager_event}, {pid, Event}, {queue, Queue}]}},
        {memoryBytes, staged:memory(Members)},
        {sharedBinaryBytes, 11 * 50000},
        {ownBinaryBytesEach, 1000},
        {remedy, "async_threshold"},
        {retainedTolerance, 0.02}
    ].

%% Two hundred long lines: lager_event has sent a few dozen when the socket takes no more, and many more are queued.
burst() ->
    case process_info(whereis(lager_event), message_queue_len) of
        {message_queue_len, Queued} when Queued > 200 -> timer:sleep(1);
        _ -> ok
    end,
    lager:info("a line of a burst ~s", [lists:duplicate(300, $.)]),
    burst().

sends() ->
    process_info(whereis(lager_event), current_function) =:= {current_function, {prim_inet, send_recv_reply, 2}}.

connections() ->
    [Pid || Pid <- processes(), initial(Pid)].

waiting() ->
    [Pid || Pid <- connections(), waits_for_lager(Pid)].

initial(Pid) ->
    case process_info(Pid, dictionary) of
        {dictionary, Dictionary} ->
            lists:keyfind('$initial_call', 1, Dictionary) =:= {'$initial_call', {?MODULE, connection, 1}};
        undefined ->
            false
    end.

waits_for_lager(Pid) ->
    case process_info(Pid, [current_function, monitors, dictionary]) of
        [{_, {gen, do_call, 4}}, {_, [_ | _]}, _] -> true;
        _ -> false
    end.

listen() ->
    {ok, Listen} = gen_tcp:listen(0, [binary, {active, false}, {packet, line}, {ip, {127, 0, 0, 1}}, {backlog, 1024}]),
    Listen.

accept(Listen, Payload) ->
    {ok, Socket} = gen_tcp:accept(Listen),
    Connection = proc_lib:spawn(?MODULE, connection, [Payload]),
    ok = gen_tcp:controlling_process(Socket, Connection),
    Connection ! {socket, Socket},
    accept(Listen, Payload).

%% Each holds an order of its own, and the price list that all of them share.
connection(Payload) ->
    receive {socket, Socket} -> ok end,
    {ok, Line} = gen_tcp:recv(Socket, 0),
    Order = lists:seq(1, Payload),
    receive {prices, Prices} -> ok end,
    Receipt = binary:copy(<<"r">>, 1000),
    request(Line, {Order, Receipt, Prices}),
    ok = gen_tcp:send(Socket, <<"done\n">>).

request(Line, Order) ->
    lager:info("request ~s", [Line]),
    %% What it holds is needed after the line is written.
    self() ! Order,
    receive Order -> ok end.

client(Port) ->
    spawn(fun() ->
        {ok, Socket} = gen_tcp:connect({127, 0, 0, 1}, Port, [binary, {active, false}, {packet, line}]),
        ok = gen_tcp:send(Socket, <<"order\n">>),
        gen_tcp:recv(Socket, 0)
    end).

%% Takes a connection and never reads from it.
collector() ->
    {ok, Listen} = gen_tcp:listen(0, [binary, {active, false}, {ip, {127, 0, 0, 1}}, {recbuf, 4096}]),
    spawn(fun() -> {ok, _} = gen_tcp:accept(Listen), timer:sleep(infinity) end),
    {ok, Port} = inet:port(Listen),
    Port.
