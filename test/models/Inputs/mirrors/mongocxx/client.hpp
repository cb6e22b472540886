// What programs use of mongocxx 3.10: names and parameters only.
#ifndef MIRROR_MONGOCXX_CLIENT_HPP
#define MIRROR_MONGOCXX_CLIENT_HPP
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
namespace mongocxx {
inline namespace v_noabi {
class exception : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};
class operation_exception : public exception {
public:
  using exception::exception;
};
class uri {
public:
  explicit uri(std::string uri_string = "mongodb://localhost:27017");
};
class client_session;
class collection {
public:
  void insert_one(const client_session &session, const std::string &document);
  void insert_one(const std::string &document);
};
class database {
public:
  mongocxx::collection collection(const std::string &name) const;
};
class client_session {
public:
  using with_transaction_cb = std::function<void(client_session *)>;
  client_session(client_session &&) noexcept;
  client_session(const client_session &) = delete;
  ~client_session() noexcept;
  void start_transaction();
  void commit_transaction();
  void abort_transaction();
  void with_transaction(with_transaction_cb cb);
};
class client {
public:
  client() noexcept;
  client(const uri &mongodb_uri);
  client(client &&) noexcept;
  client(const client &) = delete;
  ~client() noexcept;
  mongocxx::database database(const std::string &name) const;
  client_session start_session();
  void reset();
};
class pool {
public:
  class entry {
  public:
    entry(entry &&) noexcept;
    entry &operator=(std::nullptr_t) noexcept;
    ~entry();
    client *operator->() const noexcept;
    client &operator*() const noexcept;
    explicit operator bool() const noexcept;
  };
  explicit pool(const uri &mongodb_uri);
  ~pool();
  entry acquire();
  std::optional<entry> try_acquire();
};
} // namespace v_noabi
} // namespace mongocxx
#endif
