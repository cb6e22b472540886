// What programs use of clickhouse-cpp 2.5: names and parameters only.
#ifndef MIRROR_CLICKHOUSE_CLIENT_H
#define MIRROR_CLICKHOUSE_CLIENT_H
#include <functional>
#include <stdexcept>
#include <string>
namespace clickhouse {
class Error : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
struct ClientOptions {
  ClientOptions &SetHost(const std::string &host);
};
class Query {
public:
  Query(const char *query);
  Query(const std::string &query);
};
class Block {
public:
  std::size_t GetRowCount() const;
};
using SelectCallback = std::function<void(const Block &block)>;
class Client {
public:
  explicit Client(const ClientOptions &opts);
  Client(const Client &) = delete;
  ~Client();
  void Execute(const Query &query);
  void Select(const std::string &query, SelectCallback cb);
  void Select(const Query &query);
  void Insert(const std::string &table_name, const Block &block);
  Block BeginInsert(const std::string &query);
  void SendInsertBlock(const Block &block);
  void EndInsert();
  void Ping();
  void ResetConnection();
};
} // namespace clickhouse
#endif
