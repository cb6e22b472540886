// A context that could not connect is an object too; replies are the caller's.
#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <string.h>

// The pattern of the library's own example.
int connect_ok(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (c == NULL || c->err) {
    if (c) {
      printf("Connection error: %s\n", c->errstr);
      redisFree(c);
    }
    return -1;
  }
  redisReply *reply = redisCommand(c, "PING");
  printf("PING: %s\n", reply->str);
  freeReplyObject(reply);
  redisFree(c);
  return 0;
}

int connect_failed_bad(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (c == NULL || c->err)
    return -1; // expect: session-leak 'c' is not closed on the return at line 27 after 'redisConnect' failed
  redisFree(c);
  return 0;
}

int early_return_bad(const char *host) {
  redisContext *c = redisConnectUnix(host);
  if (c == NULL)
    return -1;
  if (c->err) {
    redisFree(c);
    return -1;
  }
  redisReply *reply = redisCommand(c, "GET %s", "counter");
  if (reply == NULL)
    return -2; // expect: session-leak 'c' is not closed on the return
  freeReplyObject(reply);
  redisFree(c);
  return 0;
}

long long reply_bad(redisContext *c) {
  redisReply *reply = redisCommand(c, "INCR counter");
  if (!reply || reply->type != REDIS_REPLY_INTEGER)
    return -1; // expect: session-statement-leak 'reply' is not ended on the return
  long long value = reply->integer;
  freeReplyObject(reply);
  return value;
}

long long reply_ok(redisContext *c) {
  redisReply *reply = redisCommand(c, "INCR counter");
  if (!reply)
    return -1;
  long long value = reply->type == REDIS_REPLY_INTEGER ? reply->integer : -1;
  freeReplyObject(reply);
  return value;
}

// A reply outlives its context.
int reply_outlives_ok(redisContext *c) {
  redisReply *reply = redisCommand(c, "GET a");
  redisFree(c);
  int found = reply && reply->type == REDIS_REPLY_STRING;
  freeReplyObject(reply);
  return found;
}

int pipeline_bad(redisContext *c) {
  redisReply *reply;
  redisAppendCommand(c, "SET a 1");
  redisAppendCommand(c, "GET a");
  if (redisGetReply(c, (void **)&reply) != REDIS_OK)
    return -1;
  freeReplyObject(reply);
  if (redisGetReply(c, (void **)&reply) != REDIS_OK)
    return -1;
  return 0; // expect: session-statement-leak 'reply' is not ended
}

// MULTI stays open: the next user of the context queues into it.
int multi_bad(redisContext *c, const char *key) {
  freeReplyObject(redisCommand(c, "MULTI"));
  redisReply *reply = redisCommand(c, "INCRBY %s 10", key);
  if (reply == NULL)
    return -1; // expect: session-missing-rollback the transaction on 'c' stays open on the return
  freeReplyObject(reply);
  freeReplyObject(redisCommand(c, "EXEC"));
  return 0;
}

int multi_ok(redisContext *c, const char *key) {
  freeReplyObject(redisCommand(c, "MULTI"));
  redisReply *reply = redisCommand(c, "INCRBY %s 10", key);
  if (reply == NULL) {
    freeReplyObject(redisCommand(c, "DISCARD"));
    return -1;
  }
  freeReplyObject(reply);
  freeReplyObject(redisCommand(c, "EXEC"));
  return 0;
}

void freed_bad(redisContext *c) {
  redisFree(c);
  freeReplyObject(redisCommand(c, "QUIT")); // expect: session-use-after-close 'c' is used by 'redisCommand' after it was closed
}

// Once attached to an event loop the library frees it.
redisAsyncContext *Kept;
int async_ok(const char *host, redisConnectCallback *connected) {
  redisAsyncContext *ac = redisAsyncConnect(host, 6379);
  if (!ac)
    return -1;
  if (ac->err) {
    redisAsyncFree(ac);
    return -1;
  }
  redisAsyncSetConnectCallback(ac, connected);
  return 0;
}

int async_failed_bad(const char *host) {
  redisAsyncContext *ac = redisAsyncConnect(host, 6379);
  if (!ac || ac->err)
    return -1; // expect: session-leak 'ac' is not closed
  return redisAsyncCommand(ac, NULL, NULL, "PING");
}

void disconnected_bad(redisAsyncContext *ac) {
  redisAsyncDisconnect(ac);
  redisAsyncCommand(ac, NULL, NULL, "PING"); // expect: session-use-after-close 'ac' is used by 'redisAsyncCommand' after it was closed
}

// By arrays of words, and connected anew.
int words_bad(redisContext *c, const char **words, const size_t *lengths) {
  redisReply *reply = redisCommandArgv(c, 2, words, lengths);
  if (!reply)
    return -1;
  if (reply->type == REDIS_REPLY_ERROR)
    return -2; // expect: session-statement-leak
  freeReplyObject(reply);
  return 0;
}

int words_ok(redisContext *c, const char **words, const size_t *lengths) {
  redisReply *reply = redisCommandArgv(c, 2, words, lengths);
  if (!reply)
    return -1;
  freeReplyObject(reply);
  return 0;
}

int words_after_bad(redisContext *c, const char **words, const size_t *lengths) {
  redisFree(c);
  freeReplyObject(redisCommandArgv(c, 2, words, lengths)); // expect: session-use-after-close
  return 0;
}

int appended_after_bad(redisContext *c, const char **words, const size_t *lengths) {
  redisFree(c);
  return redisAppendCommandArgv(c, 2, words, lengths); // expect: session-use-after-close
}

int again_after_bad(redisContext *c) {
  redisFree(c);
  return redisReconnect(c); // expect: session-use-after-close
}
