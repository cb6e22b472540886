// Hiredis from C++.
#include <hiredis/hiredis.h>
#include <memory>
#include <stdexcept>
#include <string>

int step(int);

using Context = std::unique_ptr<redisContext, decltype(&redisFree)>;
using Reply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;

int owned_ok(const char *host) {
  Context c(redisConnect(host, 6379), &redisFree);
  if (!c || c->err)
    throw std::runtime_error("no redis");
  Reply reply(static_cast<redisReply *>(redisCommand(c.get(), "PING")), &freeReplyObject);
  return step(reply ? 1 : 0);
}

int raw_bad(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (!c)
    return -1;
  if (c->err) {
    redisFree(c);
    throw std::runtime_error("no redis");
  }
  int n = step(1); // expect: session-leak 'c' is not closed when 'step' throws
  redisFree(c);
  return n;
}

std::string get_bad(redisContext *c, const std::string &key) {
  auto *reply = static_cast<redisReply *>(redisCommand(c, "GET %s", key.c_str()));
  if (!reply)
    throw std::runtime_error(c->errstr);
  if (reply->type == REDIS_REPLY_ERROR)
    throw std::runtime_error(reply->str); // expect: session-statement-leak 'reply' is not ended
  std::string value = reply->str;
  freeReplyObject(reply);
  return value;
}

void multi_bad(redisContext *c) {
  freeReplyObject(redisCommand(c, "MULTI"));
  step(1); // expect: session-missing-rollback the transaction on 'c' stays open when 'step' throws
  freeReplyObject(redisCommand(c, "EXEC"));
}

std::shared_ptr<redisReply> shared_ok(redisContext *c) {
  return std::shared_ptr<redisReply>((redisReply *)redisCommand(c, "PING"), freeReplyObject);
}
