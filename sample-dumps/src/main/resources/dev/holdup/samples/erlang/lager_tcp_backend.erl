%% A lager backend that sends each line to a collector over TCP, as such backends do: in lager_event itself.
-module(lager_tcp_backend).
-behaviour(gen_event).
-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).

init(Options) ->
    Port = proplists:get_value(port, Options),
    {ok, Socket} = gen_tcp:connect({127, 0, 0, 1}, Port, [binary, {active, false}, {sndbuf, 4096}, {high_watermark, 8192}]),
    {ok, {Socket, lager_util:config_to_mask(proplists:get_value(level, Options))}}.

handle_event({log, Message}, {Socket, Level}) ->
    ok = gen_tcp:send(Socket, [lager_msg:message(Message), "\n"]),
    {ok, {Socket, Level}};
handle_event(_, State) ->
    {ok, State}.

handle_call(get_loglevel, {Socket, Level}) -> {ok, Level, {Socket, Level}};
handle_call({set_loglevel, New}, {Socket, _}) -> {ok, ok, {Socket, lager_util:config_to_mask(New)}};
handle_call(_, State) -> {ok, ok, State}.

handle_info(_, State) -> {ok, State}.

terminate(_, _) -> ok.

code_change(_, State, _) -> {ok, State}.
