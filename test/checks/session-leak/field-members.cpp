// FLAGS: -std=c++17 -isystem /usr/include/mariadb
// Shapes met in C++ programs of the field (docs/field-notes.md), in own words:
// a destructor in another file, of a class whose member closes.
#include <memory>
#include <mysql.h>
#include <stdexcept>

class Handle {
public:
  Handle() : raw_(mysql_init(nullptr)) {
    if (!raw_)
      throw std::runtime_error("memory");
  }
  ~Handle() {
    if (raw_)
      mysql_close(raw_);
  }
  Handle(const Handle &) = delete;
  operator MYSQL *() const { return raw_; }

private:
  MYSQL *raw_;
};

class Link {
public:
  explicit Link(int port) : port_(port) {}
  virtual ~Link();
  void open();

private:
  Handle handle_;
  int port_;
};

// As a member: what ~Link does to it is not seen.
class Store {
public:
  Store();
  ~Store();

private:
  Link link_;
};

Store::Store() : link_(3306) { link_.open(); }
Store::~Store() {}

struct Context {
  explicit Context(int port) : link(port) {}
  Link link;
};

std::shared_ptr<Context> create_ok() {
  std::shared_ptr<Context> made(new Context(3306));
  made->link.open();
  return made;
}

void local_ok() {
  Link link(3306);
  link.open();
}

void forgotten_bad() {
  Link *link = new Link(3306);
  link->open(); // expect: session-leak 'link' is not closed when 'Link::open' throws
  delete link;
}

// A raw member that no destructor of the class ends, all of it seen.
class Raw {
public:
  Raw() : raw_(mysql_init(nullptr)) {} // expect: session-leak member 'raw_' is opened here
  ~Raw() {}
  Raw(const Raw &) = delete;

private:
  MYSQL *raw_;
};
