// What programs use of redis-plus-plus 1.3: names and parameters only.
#ifndef MIRROR_REDISPP_H
#define MIRROR_REDISPP_H
#include <exception>
#include <memory>
#include <optional>
#include <string>
namespace sw {
namespace redis {
class Error : public std::exception {
public:
  explicit Error(const std::string &msg);
};
class QueuedReplies {
public:
  std::size_t size() const;
};
class TransactionImpl;
class PipelineImpl;
class Redis;
template <typename Impl> class QueuedRedis {
public:
  QueuedRedis(QueuedRedis &&) = default;
  ~QueuedRedis();
  Redis redis();
  QueuedReplies exec();
  void discard();
  QueuedRedis &set(const std::string &key, const std::string &value);
  QueuedRedis &incr(const std::string &key);
};
using Transaction = QueuedRedis<TransactionImpl>;
using Pipeline = QueuedRedis<PipelineImpl>;
class Subscriber {
public:
  Subscriber(Subscriber &&) = default;
  ~Subscriber();
  void subscribe(const std::string &channel);
  void consume();
};
class Redis {
public:
  explicit Redis(const std::string &uri);
  Redis(const Redis &) = delete;
  Redis(Redis &&) = default;
  ~Redis();
  Transaction transaction(bool piped = false, bool new_connection = true);
  Pipeline pipeline(bool new_connection = true);
  Subscriber subscriber();
  bool set(const std::string &key, const std::string &value);
  std::optional<std::string> get(const std::string &key);
  long long incr(const std::string &key);
};
} // namespace redis
} // namespace sw
#endif
