// Command ferretdb is a MongoDB for the tests on machines that have none: FerretDB over pure-Go SQLite.
// usage: ferretdb <state directory>. Prints its connection string on the first line and ends with its stdin.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: ferretdb <state directory>"))
	}
	directory, err := filepath.Abs(os.Args[1])
	if err != nil {
		fail(err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	// A test run that was killed closes this pipe: no server stays behind.
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()

	db, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + directory + "/",
	})
	if err != nil {
		fail(err)
	}

	done := make(chan error, 1)
	go func() { done <- db.Run(ctx) }()
	fmt.Println(db.MongoDBURI())
	if err := <-done; err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "ferretdb:", err)
	os.Exit(1)
}
