%% A server that is given more work than it does: its callers do not wait, so its mailbox grows.
-module(mailbox_overload).
-behaviour(gen_server).
-export([stage/1, init/1, handle_call/3, handle_cast/2]).

stage(Scale) ->
    Messages = case Scale of small -> 5000; _ -> 200000 end,
    {ok, Server} = gen_server:start({local, order_indexer}, ?MODULE, [], []),
    gen_server:cast(Server, stall),
    [gen_server:cast(Server, {index, Number, lists:seq(1, 40)}) || Number <- lists:seq(1, Messages)],
    staged:wait(fun() -> process_info(Server, message_queue_len) =:= {message_queue_len, Messages} end),
    [
        {kind, "mailbox"},
        {category, "erlang"},
        {cause, "mailbox-overload"},
        {blockedFrame, "mailbox_overload:handle_cast/2"},
        {units, 1},
        {processes, erlang:system_info(process_count)},
        {owner, {object, [{unit, order_indexer}, {pid, Server}, {queue, Messages}]}},
        {memoryBytes, staged:memory([Server])},
        {messageShape, "{'$gen_cast',{index,_,_}}"},
        {retainedTolerance, 0.02}
    ].

init(_) -> {ok, none}.

handle_call(_, _, State) -> {reply, ok, State}.

%% Waits for something that does not come, and looks through all its mail for it each time some arrives.
handle_cast(stall, State) ->
    receive never -> ok end,
    {noreply, State};
handle_cast(_, State) ->
    {noreply, State}.
